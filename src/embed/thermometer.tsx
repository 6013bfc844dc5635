/** A band that fills; drawn as SVG because its length is an attribute there, and styles in markup are refused. */
export function Thermometer({ percent, name, value }: { percent: number; name: string; value: string }) {
	return (
		<div
			className="thermometer"
			role="progressbar"
			aria-label={name}
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={Math.floor(percent)}
			aria-valuetext={value}
			data-thermometer=""
		>
			<svg width="100%" height="100%" aria-hidden="true">
				<rect className="tube" width="100%" height="100%" />
				<rect className="fill" width={`${percent.toFixed(2)}%`} height="100%" />
			</svg>
		</div>
	);
}
