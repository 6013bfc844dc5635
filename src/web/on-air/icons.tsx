/** Small shapes beside words: a shape and a word say it together, never the colour alone. */
const PATHS = {
	monthly: "M17.7 6.3A8 8 0 0 0 4.3 10M6.3 17.7A8 8 0 0 0 19.7 14M18 2v5h-5M6 22v-5h5",
	first: "M12 3l2.5 6 6.5.5-5 4.2 1.6 6.3L12 16.6 6.4 20 8 13.7 3 9.5 9.500 9z",
	big: "M12 3l8.500 9-8.500 9-8.500-9z",
	pin: "M9 3h6l-1 7 4 4H6l4-4zM12 14v7",
	voice: "M4 10v4h4l5 4V6l-5 4zM17 8.500a5 5 0 0 1 0 7",
	silence: "M4 10v4h4l5 4V6l-5 4zM17 9.500l5 5M22 9.500l-5 5",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
	return (
		<svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
			<path d={PATHS[name]} />
		</svg>
	);
}
