import { Button, Group, Kbd, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useState } from "react";
import type { PostingStatus } from "../../contract/staff/posting.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useMay } from "../use-me.ts";
import { ResumeDialog } from "./resume-dialog.tsx";
import { useDriveInCharge, usePosting, useStop } from "./use-posting.ts";
import "./red-button.css";

/** Stops all posting: one press here or Shift and S, one confirmation. In the same place on every page. */
export function RedButton({ campaignId }: { readonly campaignId: string }) {
	const drive = useDriveInCharge(campaignId);
	const { data } = usePosting(drive?.id ?? "");
	if (drive === null || data === undefined || drive.state === "archived") return null;
	return data.stoppedAt === null ? (
		<StopButton drive={drive} status={data} />
	) : (
		<ResumeButton drive={drive} stoppedAt={data.stoppedAt} />
	);
}

type Drive = { readonly id: string; readonly shortName: string };

/** A burst of gifts keeps the page busy, and a dialog that fades in waits for it: this one waits for nobody. */
const AT_ONCE = { duration: 0 };

function StopButton({ drive, status }: { readonly drive: Drive; readonly status: PostingStatus }) {
	const may = useMay("posting.stop");
	const [isOpen, { open, close }] = useDisclosure(false);
	useHotkeys(may ? [["shift+S", open]] : []);
	if (!may) return null;
	return (
		<>
			<Button color="ember" size="sm" onClick={open} className="red-button" aria-keyshortcuts="Shift+S">
				<span className="red-button-mark" aria-hidden="true" />
				Stop<span className="red-button-more">&nbsp;posting</span>
			</Button>
			<Modal
				opened={isOpen}
				onClose={close}
				title={`Stop all posting of ${drive.shortName}?`}
				transitionProps={AT_ONCE}
			>
				<StopForm drive={drive} status={status} close={close} />
			</Modal>
		</>
	);
}

type StopFormProps = { readonly drive: Drive; readonly status: PostingStatus; readonly close: () => void };

function StopForm({ drive, status, close }: StopFormProps) {
	const [reason, setReason] = useState("");
	const stop = useStop(drive.id);
	const press = () => {
		stop.mutate(reason, {
			onSuccess: () => {
				close();
				notifyDone("Posting is stopped. Nothing goes out until somebody resumes it.");
			},
			onError: notifyProblem,
		});
	};
	const queue = status.waiting + status.held;
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				press();
			}}
		>
			<Stack gap="md">
				<Text>
					Nothing more goes out on X, Facebook or the host's screen as a milestone. Gifts still count, and the totals go
					on.
				</Text>
				<Text size="sm" c="dimmed">
					{queue === 0 ? "No post waits right now." : `${queue} ${queue === 1 ? "post is" : "posts are"} held back.`}
					{status.sending > 0 && ` ${status.sending} on the way already can't be called back.`}
				</Text>
				<TextInput
					label="Why (you may leave this out)"
					placeholder="Breaking news on the station"
					maxLength={200}
					value={reason}
					onChange={(event) => setReason(event.currentTarget.value)}
				/>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={close}>
						Let posting go on
					</Button>
					<Button type="submit" color="ember" loading={stop.isPending} data-autofocus>
						Stop posting now&nbsp;<Kbd className="red-button-key">Enter</Kbd>
					</Button>
				</Group>
				<Text size="xs" c="dimmed">
					Anywhere on the console: <Kbd>Shift</Kbd> + <Kbd>S</Kbd>, then <Kbd>Enter</Kbd>.
				</Text>
			</Stack>
		</form>
	);
}

function ResumeButton({ drive, stoppedAt }: { readonly drive: Drive; readonly stoppedAt: string }) {
	const may = useMay("posting.resume");
	const [isOpen, { open, close }] = useDisclosure(false);
	if (!may) return <span className="red-button-stopped">Posting stopped</span>;
	return (
		<>
			<Button size="sm" variant="white" color="ember" onClick={open} className="red-button">
				Resume<span className="red-button-more">&nbsp;posting</span>
			</Button>
			<ResumeDialog key={stoppedAt} drive={drive} isOpen={isOpen} close={close} />
		</>
	);
}
