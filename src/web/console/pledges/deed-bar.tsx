import { Button, Menu, Text } from "@mantine/core";
import { useState } from "react";
import type { PledgeActAnswer, PledgeDeed } from "../../contract/staff/pledges.ts";
import { DeedDialog } from "./deed-dialog.tsx";
import { DEEDS } from "./pledge-words.ts";

type Props = {
	readonly chosen: readonly string[];
	readonly hasMail: boolean;
	/** How many the filter leaves, and a way to choose them all; null where all are chosen. */
	readonly all: { readonly count: number; readonly choose: () => void } | null;
	readonly clear: () => void;
	readonly done: (deed: PledgeDeed, answer: PledgeActAnswer) => void;
};

const ENDS: readonly PledgeDeed[] = ["lapse", "settle", "cancel", "open"];

/** What can be done with those that are chosen; each says its consequence first. */
export function DeedBar({ chosen, hasMail, all, clear, done }: Props) {
	const [deed, setDeed] = useState<PledgeDeed | null>(null);
	return (
		<div className="pledge-bar" role="toolbar" aria-label="What to do with those chosen">
			<Text fw={600}>{chosen.length.toLocaleString("en-US")} chosen</Text>
			{all !== null && (
				<Button variant="subtle" size="sm" onClick={all.choose}>
					Choose all {all.count.toLocaleString("en-US")}
				</Button>
			)}
			{!hasMail && (
				<Text size="sm" c="dimmed">
					No mail server is set: remind by the call list.
				</Text>
			)}
			<span className="pledge-bar-deeds">
				{hasMail && (
					<>
						<Button size="sm" onClick={() => setDeed("remind")}>
							{DEEDS.remind.button}
						</Button>
						<Button size="sm" variant="default" onClick={() => setDeed("send-link")}>
							{DEEDS["send-link"].button}
						</Button>
					</>
				)}
				<Menu position="top-end">
					<Menu.Target>
						<Button size="sm" variant="default">
							End or open again
						</Button>
					</Menu.Target>
					<Menu.Dropdown>
						{ENDS.map((one) => (
							<Menu.Item key={one} onClick={() => setDeed(one)}>
								{DEEDS[one].button}
							</Menu.Item>
						))}
					</Menu.Dropdown>
				</Menu>
				<Button size="sm" variant="subtle" onClick={clear}>
					Choose none
				</Button>
			</span>
			<DeedDialog deed={deed} pledges={chosen} close={() => setDeed(null)} done={done} />
		</div>
	);
}
