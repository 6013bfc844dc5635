import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { PledgeDeed, PledgeDetail } from "../../contract/staff/pledges.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { QrCode } from "../parts/qr-code.tsx";
import { useCampaign } from "../use-campaign.ts";
import { DeedDialog } from "./deed-dialog.tsx";
import { DEEDS, leftWords } from "./pledge-words.ts";
import { usePledgeDeeds } from "./use-pledges.ts";

/** The pledge's own address: copied, shown as a code, or mailed. */
export function LinkCard({ detail, mayEdit }: { readonly detail: PledgeDetail; readonly mayEdit: boolean }) {
	const { payLink, pledge } = detail;
	const isDue = pledge.state === "open" || pledge.state === "part" || pledge.state === "lapsed";
	return (
		<section className="pledge-card" aria-labelledby="pledge-link">
			<h2 id="pledge-link">Pay link</h2>
			{payLink === null ? (
				<Text size="sm">Pledges of this drive can't be paid online right now, so there is no link to hand over.</Text>
			) : (
				<>
					<Text size="sm" c="dimmed">
						{isDue
							? "Whoever has it can pay this pledge, and sees no name. It never changes."
							: "It says that nothing is left to pay, with thanks."}
					</Text>
					<code className="pledge-link">{payLink}</code>
					{mayEdit && <HandOver detail={detail} payLink={payLink} isDue={isDue} />}
				</>
			)}
		</section>
	);
}

type HandOverProps = { readonly detail: PledgeDetail; readonly payLink: string; readonly isDue: boolean };

function HandOver({ detail: { pledge, email }, payLink, isDue }: HandOverProps) {
	const { noteLink } = usePledgeDeeds();
	const [deed, setDeed] = useState<PledgeDeed | null>(null);
	const [isShown, setShown] = useState(false);
	const note = async (how: "copied" | "shown") => {
		try {
			await noteLink(pledge.id, { how });
		} catch (error) {
			notifyProblem(error);
		}
	};
	const copy = async () => {
		const isCopied = await navigator.clipboard?.writeText(payLink).then(
			() => true,
			() => false,
		);
		if (!isCopied) return notifyDone("This browser doesn't copy. Mark the link and copy it by hand.");
		notifyDone("Copied: send it by text, or read it out.");
		await note("copied");
	};
	const show = () => {
		setShown(true);
		void note("shown");
	};
	return (
		<Group gap="sm">
			<Button size="sm" variant={isDue ? "filled" : "default"} onClick={copy}>
				Copy the link
			</Button>
			<Button size="sm" variant="default" onClick={show}>
				Show as a code
			</Button>
			{isDue && email !== "" && (
				<Button
					size="sm"
					variant="default"
					onClick={() => setDeed(pledge.linkSentAt === null ? "send-link" : "remind")}
				>
					{pledge.linkSentAt === null ? DEEDS["send-link"].button : DEEDS.remind.button}
				</Button>
			)}
			<DeedDialog
				deed={deed}
				pledges={[pledge.id]}
				close={() => setDeed(null)}
				done={(which, answer) => notifyDone(`${DEEDS[which].done(answer.done)} ${leftWords(answer.left).join(" ")}`)}
			/>
			<CodeDialog payLink={payLink} isOpen={isShown} close={() => setShown(false)} />
		</Group>
	);
}

/** Large enough to be read across a counter; says whose drive it is, and nobody's name. */
function CodeDialog(props: { readonly payLink: string; readonly isOpen: boolean; readonly close: () => void }) {
	const { name } = useCampaign();
	return (
		<Modal opened={props.isOpen} onClose={props.close} title={name} size="md">
			<Stack align="center" gap="md" className="pledge-code">
				<QrCode text={props.payLink} label="Code that opens the pledge's pay page" />
				<Text>Scan it with a telephone's camera to pay this pledge.</Text>
			</Stack>
		</Modal>
	);
}
