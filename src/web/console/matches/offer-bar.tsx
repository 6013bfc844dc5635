/** How much of the pool is given, or of the target reached. */
export function OfferBar(props: {
	readonly label: string;
	readonly value: number;
	readonly most: number;
	readonly says: string;
}) {
	const { label, value, most, says } = props;
	const width = most > 0 ? Math.min(100, Math.max(0, (value / most) * 100)) : 0;
	return (
		<div
			className="offer-bar"
			role="progressbar"
			aria-label={label}
			aria-valuemin={0}
			aria-valuemax={most}
			aria-valuenow={Math.max(0, Math.min(value, most))}
			aria-valuetext={says}
		>
			<svg width="100%" height="100%" aria-hidden="true">
				<rect className="offer-bar-part" width={`${width}%`} height="100%" />
			</svg>
		</div>
	);
}
