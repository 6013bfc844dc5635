/** A small bell, made of the partials that a cast one rings with; it has died away within a second. */
const STRIKE_HZ = 659.25;
const PARTIALS: readonly { readonly ratio: number; readonly loud: number; readonly lastsS: number }[] = [
	{ ratio: 0.5, loud: 0.3, lastsS: 0.95 },
	{ ratio: 1, loud: 0.5, lastsS: 0.8 },
	{ ratio: 1.2, loud: 0.22, lastsS: 0.6 },
	{ ratio: 2, loud: 0.3, lastsS: 0.5 },
	{ ratio: 2.74, loud: 0.14, lastsS: 0.32 },
	{ ratio: 4.1, loud: 0.08, lastsS: 0.18 },
];

/** Below speech: the microphone is a metre away. */
const VOLUME = 0.25;

/** Rings once. Units: seconds of the context's own clock. */
export function ringBell(context: AudioContext): void {
	const start = context.currentTime + 0.01;
	for (const { ratio, loud, lastsS } of PARTIALS) {
		const tone = new OscillatorNode(context, { frequency: STRIKE_HZ * ratio });
		const fade = new GainNode(context, { gain: 0 });
		fade.gain.setValueAtTime(0, start);
		fade.gain.linearRampToValueAtTime(loud * VOLUME, start + 0.006);
		fade.gain.exponentialRampToValueAtTime(0.0001, start + lastsS);
		tone.connect(fade).connect(context.destination);
		tone.start(start);
		tone.stop(start + lastsS);
	}
}
