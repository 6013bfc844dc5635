import type { LiveStanding } from "../live/live.ts";
import type { Words } from "./words.ts";

type Props = { readonly standing: LiveStanding; readonly age: number | null; readonly words: Words };

/** How old what the screen shows is: always there. */
export function DataAge({ standing, age, words }: Props) {
	return (
		<p className="age">
			<span className="dot" aria-hidden="true" />
			<span className="age-words">{ageInWords({ standing, age, words })}</span>
		</p>
	);
}

/** What is wrong with the numbers, over everything else. Read aloud once, so its words don't count along; the age does. */
export function Alarm({ standing, words }: Omit<Props, "age">) {
	const says = alarmOf(standing, words);
	return (
		<p className="alarm" role="alert" hidden={says === ""}>
			{says}
		</p>
	);
}

function alarmOf(standing: LiveStanding, { alarm }: Words): string {
	switch (standing) {
		case "connecting":
		case "live":
			return "";
		case "stale":
			return alarm.stale;
		case "remembered":
			return alarm.remembered;
		case "ended":
			return alarm.revoked;
		default:
			return standing satisfies never;
	}
}

function ageInWords({ standing, age, words }: Props): string {
	if (age === null) return words.age.connecting;
	return standing === "remembered" ? words.age.remembered(age) : words.age.data(age);
}
