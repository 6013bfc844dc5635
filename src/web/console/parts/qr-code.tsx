import { encode } from "uqr";

const QUIET = 4;

/**
 * Dark on light with a quiet border, as every reader wants it, whatever the page's colours. Drawn here, so that what it says goes to no
 * other server.
 */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
	const { data, size } = encode(text, { ecc: "M", border: QUIET });
	const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
	return (
		<svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
			<rect width={size} height={size} fill="#ffffff" />
			<path d={dark.join("")} fill="#000000" />
		</svg>
	);
}
