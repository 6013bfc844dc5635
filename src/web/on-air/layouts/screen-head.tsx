import type { ReactNode } from "react";
import type { Drive } from "../drive.ts";
import { Icon } from "../icons.tsx";
import type { Sound } from "../use-sound.ts";

type Props = {
	readonly drive: Drive;
	readonly sound: Sound;
	/** A station's own line, below the drive's. */
	readonly line?: ReactNode;
	readonly onHelp?: () => void;
	/** More for the hand, before the switches. */
	readonly children?: ReactNode;
};

/** Whose drive it is; and at its end, quietly, the screen's own two switches. */
export function ScreenHead({ drive: { campaign, words }, sound, line, onHelp, children }: Props) {
	return (
		<header className="screen-head">
			<div className="whose">
				<h1>
					{campaign.name} {campaign.hospital && <span>{campaign.hospital}</span>}
				</h1>
				{line}
			</div>
			{children}
			<button type="button" className={`quiet-button sound-${sound.state}`} onClick={sound.toggle}>
				<Icon name={sound.state === "on" ? "voice" : "silence"} />
				{words.sound[sound.state]}
			</button>
			{onHelp && (
				<button type="button" className="quiet-button" onClick={onHelp}>
					{words.keys.open} <kbd>?</kbd>
				</button>
			)}
		</header>
	);
}
