// <slide-show>: a chapter's five lines on the whole screen, for a room. Without full screen there is no button.
class SlideShow extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = !document.fullscreenEnabled;
    button.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen());
  }
}
customElements.define("slide-show", SlideShow);
