/**
 * The one line that other sites paste: <script async src=".../c/hope/embed.js"></script>. It puts the card's frame where the line
 * stands, as wide as it may be and as high as the card asks for. It runs in a stranger's page: no global name, no style but the
 * frame's own, nothing loaded but the card.
 */
(() => {
	const script = document.currentScript;
	if (!(script instanceof HTMLScriptElement)) return;
	const card = new URL(script.src);
	card.pathname = card.pathname.replace(/embed\.js$/, "embed");
	const frame = document.createElement("iframe");
	frame.src = card.href;
	frame.title = script.dataset.title ?? "Radiothon: live total";
	frame.style.cssText = "border:0;width:100%;max-width:480px;height:280px;display:block";
	window.addEventListener("message", (event: MessageEvent<unknown>) => {
		if (event.source !== frame.contentWindow || event.origin !== card.origin) return;
		const said = event.data;
		if (typeof said !== "object" || said === null || !("carillonHeight" in said)) return;
		const height = Number(said.carillonHeight);
		// A card is never a page: whatever was sent, it can't push the site's own words out of sight.
		if (height > 0 && height < 1000) frame.style.height = `${Math.ceil(height)}px`;
	});
	script.after(frame);
})();
