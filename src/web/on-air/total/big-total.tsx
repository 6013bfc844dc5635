import type { CSSProperties } from "react";
import type { Drive } from "../drive.ts";
import { useCounted } from "./use-counted.ts";

/** How much: as large as its digits allow, and the width of the final figure while it counts up, so that nothing jumps. */
export function BigTotal({ drive }: { drive: Drive }) {
	const { total } = drive.state;
	const shown = useCounted(total);
	const { sign, whole, cents } = partsOf(drive.money(shown));
	const width = { "--chars": widthOf(drive.money(total)) } as CSSProperties;
	return (
		<p className="total" data-total={total} style={width}>
			<span className="sign">{sign}</span>
			{whole}
			{cents && <span className="cents">{cents}</span>}
		</p>
	);
}

/** The currency's sign and the cents are set small: nobody needs them from three metres. */
function partsOf(text: string): { sign: string; whole: string; cents: string } {
	const [, sign = "", whole = text, cents = ""] = /^([^\d]*)([\d.,\s]*?)(\.\d+)?$/u.exec(text) ?? [];
	return { sign, whole, cents };
}

/** In widths of the display face's digit (0.63 em): a comma takes a third of one, sign and cents are small. */
function widthOf(text: string): number {
	const { sign, whole, cents } = partsOf(text);
	const digits = whole.replace(/[.,\s]/g, "").length;
	return digits + (whole.length - digits) * 0.36 + sign.length * 0.65 + cents.length * 0.4;
}
