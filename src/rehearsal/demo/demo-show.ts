import type { ShowSlot } from "../../domain/drive/campaign-show.ts";
import { DAY, HOUR, type Instant, MINUTE } from "../../domain/plain/instant.ts";

/** An invented afternoon around now: each kind of slot comes up within the ten minutes of a demo. */
export function demoRunOfShow(now: Instant): ShowSlot[] {
	const at = (minutes: number) => now + minutes * MINUTE;
	return [
		{
			id: "sponsor-now",
			kind: "sponsor",
			from: at(-20),
			to: at(4),
			title: "Lakeview Auto Group hour",
			say: "This hour is brought to you by Lakeview Auto Group, who match our thanks with theirs.",
		},
		{
			id: "guest-next",
			kind: "guest",
			from: at(4),
			to: at(7),
			title: "Renee Aldous, music therapist",
			say: "Ask Renee: what happens in a room when you come in with the guitar?",
		},
		{
			id: "story",
			kind: "story",
			from: at(7),
			to: at(10),
			title: "A letter from a family",
			say: "A mother wrote to us: the nurses sang with us every night, and that is what we took home.",
			authorisation: { reference: "Demo authorisation 7 (invented)", expiresAt: now + 30 * DAY },
		},
		{
			id: "power-hour",
			kind: "power-hour",
			from: at(10),
			to: at(10) + HOUR,
			title: "Power hour",
			say: "Everybody call now: let us see how far one hour can go.",
		},
	];
}
