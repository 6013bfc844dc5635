import "./partner.css";

/** Copying needs a secure page and a browser that allows it; where it can't be done, the text can still be selected. */
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
	if (!navigator.clipboard) continue;
	button.hidden = false;
	button.addEventListener("click", async () => {
		const copied = await navigator.clipboard.writeText(button.dataset.copy ?? "").then(
			() => true,
			() => false,
		);
		button.textContent = copied ? "Copied" : "Select it and copy";
		window.setTimeout(() => {
			button.textContent = "Copy";
		}, 2000);
	});
}
