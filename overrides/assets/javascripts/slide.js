// <slide-show>: a chapter's five lines on the whole screen, for a room. Without full screen there is no button.
class SlideShow extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = !document.fullscreenEnabled;
    button.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen());
    // The button is not on the screen then, so the slide has the focus: arrow keys scroll it, and it is read out.
    this.tabIndex = -1;
    this.onfullscreenchange = () => (document.fullscreenElement === this ? this : button).focus();
  }
}
customElements.define("slide-show", SlideShow);
