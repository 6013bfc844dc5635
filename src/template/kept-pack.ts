import { loadTemplatePack, type TemplatePack } from "./pack.ts";

/** The starter pack, read and checked when it is first wanted (that takes most of a second), then kept. */
export function keepTemplatePack(): () => Promise<TemplatePack> {
	let pack: Promise<TemplatePack> | undefined;
	return () => {
		const reading = pack ?? loadTemplatePack();
		pack = reading;
		// A failed read is not kept: whoever mends the folder need not start again.
		reading.catch(() => {
			if (pack === reading) pack = undefined;
		});
		return reading;
	};
}
