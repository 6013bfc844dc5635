import { encode } from "uqr";

/** One module is one unit of the picture; four of quiet around it, as the standard asks. */
const QUIET = 4;

/** Black on white always, whatever the campaign's colour: scanners in a dim room need the contrast. */
export function QrCode({ text, name }: { readonly text: string; readonly name: string }) {
	const { size, data } = encode(text, { ecc: "M", border: QUIET });
	return (
		<svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={name} shapeRendering="crispEdges">
			<rect width={size} height={size} fill="#ffffff" />
			<path d={pathOf(data)} fill="#000000" />
		</svg>
	);
}

/** Each run of dark modules in a row is one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
	const runs: string[] = [];
	for (const [y, row] of rows.entries()) {
		for (let x = 0; x < row.length; x += 1) {
			if (!row[x]) continue;
			const from = x;
			while (row[x + 1]) x += 1;
			runs.push(`M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`);
		}
	}
	return runs.join("");
}
