import { loadTemplatePack, type TemplatePack } from "./pack.ts";

/** The files that come with Carillon don't change while it runs: whoever asks in this process is given one reading of them. */
let pack: Promise<TemplatePack> | undefined;

/** The starter pack, read and checked when it is first wanted (that takes most of a second), then kept. */
export function keepTemplatePack(): () => Promise<TemplatePack> {
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
