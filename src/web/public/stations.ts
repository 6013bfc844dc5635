const EVERY_MS = 15_000;

/** `text`: the total as this page writes it. */
type Station = { readonly name: string; readonly total: number; readonly text: string };

/** Keeps the stations' race current while somebody looks: their figures are not on the page's stream. */
export function followStations(): void {
	const list = document.getElementById("stations");
	if (list === null) return;
	const address = `${location.pathname.replace(/\/$/, "")}/stations.json?lang=${document.documentElement.lang}`;
	window.setInterval(() => {
		if (document.visibilityState === "visible") void draw(list, address);
	}, EVERY_MS);
}

async function draw(list: HTMLElement, address: string): Promise<void> {
	const answer = await fetch(address, { signal: AbortSignal.timeout(8_000) }).catch(() => null);
	if (!answer?.ok) return;
	const { stations } = (await answer.json()) as { stations: readonly Station[] };
	const top = Math.max(1, ...stations.map(({ total }) => total));
	const lines = new Map([...list.children].map((line) => [line.querySelector(".station")?.textContent ?? "", line]));
	for (const { name, total, text } of stations) {
		const line = lines.get(name);
		const [sum, bar] = [line?.querySelector("strong"), line?.querySelector("meter")];
		if (line === undefined || !sum || !bar) continue;
		sum.textContent = text;
		bar.max = top;
		bar.value = Math.max(0, total);
		// In their order: who leads stands first.
		list.append(line);
	}
}
