import { SECOND } from "../../domain/plain/instant.ts";

const ASK_EVERY = 90 * SECOND;
/** Phones and the web answer a moment after the number was read. */
const ANSWER_DELAY = 3 * SECOND;
const QUIET_PER_SECOND = 0.2;
const WAVE_PER_SECOND = 2.2;
const WAVE_FADES_OVER = 14 * SECOND;
const LONGEST_SILENCE = 17 * SECOND;

/** When the host reads the number, milliseconds into the show. */
export function askTimes(length: number, random: () => number): number[] {
	const asks: number[] = [];
	for (let at = 8 * SECOND; at < length; at += ASK_EVERY * (0.85 + 0.3 * random())) asks.push(at);
	return asks;
}

/** Answers to those asks, after `from`: a wave after each, and never silence for long. `part` of them: 1 is all who answer on the web. */
export function answerTimes(
	{ from, length, part }: { readonly from: number; readonly length: number; readonly part: number },
	asks: readonly number[],
	random: () => number,
): number[] {
	const times: number[] = [];
	for (let at = from; ; ) {
		at += Math.min(LONGEST_SILENCE / part, (-Math.log(1 - random()) / (part * perSecond(at, asks))) * SECOND);
		if (at >= length) return times;
		times.push(at);
	}
}

function perSecond(at: number, asks: readonly number[]): number {
	const waves = asks.filter((ask) => at >= ask + ANSWER_DELAY);
	const sum = waves.reduce((rate, ask) => rate + Math.exp(-(at - ask - ANSWER_DELAY) / WAVE_FADES_OVER), 0);
	return QUIET_PER_SECOND + WAVE_PER_SECOND * sum;
}
