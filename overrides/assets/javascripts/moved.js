// <moved-link id="old">: an address that leads elsewhere now. Whoever comes by it goes on; without a script its link is shown.
// One without an id, on a page that has moved, takes everybody else along, with what stands after # in their address.
customElements.define("moved-link", class extends HTMLElement {
  connectedCallback() {
    const asked = location.hash.slice(1);
    const to = new URL(this.querySelector("a").href);
    if (!this.id && asked) to.hash = asked;
    if (this.id ? this.id === asked : !document.getElementById(asked)) location.replace(to);
  }
});
