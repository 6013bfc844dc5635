import { encode } from "uqr";
import "./account.css";

/** Drawn here, so that the secret goes to no other server. */
export function QrPicture({ text, says }: { readonly text: string; readonly says: string }) {
	const { data, size } = encode(text, { ecc: "M", border: 2 });
	const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
	return (
		<svg
			className="qr-picture"
			viewBox={`0 0 ${size} ${size}`}
			role="img"
			aria-label={says}
			shapeRendering="crispEdges"
		>
			<path d={path} />
		</svg>
	);
}
