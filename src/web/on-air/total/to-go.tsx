import { toGoParts } from "../../../domain/milestone/next-milestone.ts";
import type { Drive } from "../drive.ts";

/** How far to go, ready to be read out. */
export function ToGo({ drive: { next, campaign, words } }: { drive: Drive }) {
	if (next === null) return <p className="to-go">{words.goalReached}</p>;
	const { sentence, toGo } = toGoParts(next, campaign.currency, campaign.language);
	const at = sentence.indexOf(toGo);
	return (
		<p className="to-go">
			{sentence.slice(0, at)}
			<b>{toGo}</b>
			{sentence.slice(at + toGo.length)}
		</p>
	);
}
