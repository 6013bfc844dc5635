import { useState } from "react";
import type { Language } from "../../../domain/plain/language.ts";
import type { ChannelsView } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useReadAgain } from "./use-channels.ts";

/** What the API is told of the account that is connected: one there is, or a new one. */
export type ConnectTarget = { readonly account: string } | { readonly name: string; readonly language: Language };

export type ConnectProps = {
	readonly target: ConnectTarget;
	readonly ways: ChannelsView["ways"];
	readonly onDone: () => void;
};

/** One step towards a connection: what went wrong is said, what went well ends the dialog. */
export function useConnectStep(onDone: () => void) {
	const readAgain = useReadAgain();
	const [isBusy, setBusy] = useState(false);
	const run = async (step: () => Promise<unknown>, done: string) => {
		setBusy(true);
		try {
			await step();
			notifyDone(done);
			onDone();
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
			await readAgain();
		}
	};
	return { run, isBusy };
}

/** Leaves for the platform's own sign-in; it leads back to the channels' page. */
export function useLeaveTo(path: string, target: ConnectTarget) {
	const [isBusy, setBusy] = useState(false);
	const leave = async () => {
		setBusy(true);
		try {
			const { address } = await ask<{ address: string }>("POST", path, target);
			window.location.assign(address);
		} catch (error) {
			setBusy(false);
			notifyProblem(error);
		}
	};
	return { leave, isBusy };
}
