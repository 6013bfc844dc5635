import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { PlaceTexts } from "../../contract/staff/templates.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useSaving, type WrittenVariant } from "./use-templates.ts";

/** Small changes of a place's texts, each of which can be taken back at once. */
export function useChanges(texts: PlaceTexts) {
	const { place, revision, variants } = texts;
	const { save, restore } = useSaving();
	const [isBusy, setBusy] = useState(false);
	const act = async (done: string, change: () => Promise<PlaceTexts>) => {
		setBusy(true);
		try {
			const after = await change();
			offerUndo(done, async () => {
				await restore(place, after.revision, revision);
				notifyDone("It is as it was before.");
			});
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	const keep = (done: string, written: readonly WrittenVariant[] | null) =>
		act(done, () => save(place, revision, written));
	return {
		isBusy,
		turn: (id: string, isOn: boolean) =>
			keep(
				isOn ? "Takes its turn from the next post on." : "Switched off. It is kept, and not said any more.",
				variants.map((one) => writtenOf(one.id === id ? { ...one, isOn } : one)),
			),
		remove: (id: string) =>
			keep("Removed. It stays in the history.", variants.filter((one) => one.id !== id).map(writtenOf)),
		reset: () => keep("Back to what it was before you changed it.", null),
		restore: (to: number) => act("Restored. It holds from the next post on.", () => restore(place, revision, to)),
	};
}

export function writtenOf({ id, source, isOn }: WrittenVariant): WrittenVariant {
	return { id, source, isOn };
}

function offerUndo(message: string, undo: () => Promise<unknown>): void {
	const id = notifications.show({
		color: "verdant",
		autoClose: 12_000,
		message: (
			<Group justify="space-between" wrap="nowrap">
				<Text size="sm">{message}</Text>
				<Button
					size="compact-sm"
					variant="default"
					flex="none"
					onClick={() => {
						notifications.hide(id);
						undo().catch(notifyProblem);
					}}
				>
					Undo
				</Button>
			</Group>
		),
	});
}
