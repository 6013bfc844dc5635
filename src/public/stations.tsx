import type { PageView } from "./page-view.ts";

/** The stations' friendly race, where the drive says so. */
export function Stations({ view: { stations, words, money } }: { readonly view: PageView }) {
	if (stations === null || stations.length === 0) return null;
	const top = Math.max(1, ...stations.map(({ total }) => total));
	return (
		<section className="stations" aria-labelledby="stations-title">
			<h2 id="stations-title">{words.stations}</h2>
			<ol id="stations">
				{stations.map(({ name, total }) => (
					<li key={name}>
						<span className="station">{name}</span>
						<strong>{money(total)}</strong>
						<meter min={0} max={top} value={Math.max(0, total)} aria-label={name} />
					</li>
				))}
			</ol>
		</section>
	);
}
