import { CARD_PIXELS, type CardSize } from "../../src/card/card-size.ts";
import { closeCards, renderCard, warmUpCards } from "../../src/card/render-card.ts";
import { type CardContent, milestoneCard } from "../../src/domain/card/card-content.ts";
import { aCardSubject, FIGURES } from "../support/cards.ts";
import { median, type Row } from "./row.ts";

const CARDS = 40;

/** Asked for one after the other, each with figures of its own, as posts do: by the thread that a process has for it. */
export async function measureCards(): Promise<Row[]> {
	await warmUpCards();
	const sizes = Object.keys(CARD_PIXELS) as CardSize[];
	const rows: Row[] = [];
	for (const size of sizes) {
		const { width, height } = CARD_PIXELS[size];
		rows.push({
			what: `card image, ${size}`,
			how: `${width}x${height} PNG with live figures, median of ${CARDS}, after a warm-up`,
			value: median(await timesOf(size)),
			target: 150,
			better: "lower",
			unit: "ms",
		});
	}
	await closeCards();
	return rows;
}

async function timesOf(size: CardSize): Promise<number[]> {
	const times: number[] = [];
	for (let index = 0; index < CARDS; index += 1) {
		const started = performance.now();
		await renderCard(cardNumber(index), size);
		times.push(performance.now() - started);
	}
	return times;
}

function cardNumber(index: number): CardContent {
	const total = FIGURES.total + index * 123_457;
	return milestoneCard(aCardSubject("every", { now: { ...FIGURES, total } }, 4_000_000 + index * 100_000), "en");
}
