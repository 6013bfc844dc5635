import { campaignPalette, GRAPHIC_RATIO, readableOn } from "../domain/plain/colour.ts";

/** The studio's ground, as in src/web/look/theme.css: where the overlay for video stands. */
const STUDIO = "#07161a";

/** The campaign's colours as custom properties, in a file of its own: the pages' policy refuses styles inside of HTML. */
export function lookCss(colour: string): string {
	const { button, onButton, buttonHover, fill, text, wash } = campaignPalette(colour);
	const lines = [
		["button", button],
		["on-button", onButton],
		["button-hover", buttonHover],
		["fill", fill],
		["fill-dark", readableOn(fill, STUDIO, GRAPHIC_RATIO)],
		["text", text],
		["wash", wash],
	];
	return `:root {\n${lines.map(([name, value]) => `\t--campaign-${name}: ${value};`).join("\n")}\n}\n`;
}
