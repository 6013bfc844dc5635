import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import type { NoticeSettings } from "../../contract/staff/notices.ts";
import { ask, Problem } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";

const DEVICES = "/api/staff/account/notices/devices";
const WORKER = "/staff/push-worker.js";

/** Notices in browsers: this one's permission is asked for at a press, never before. */
export function BrowserNotices(props: {
	readonly settings: NoticeSettings;
	readonly onChanged: (next: NoticeSettings) => void;
}) {
	const { settings, onChanged } = props;
	const [isBusy, setBusy] = useState(false);
	const canPush = settings.pushKey !== null && "serviceWorker" in navigator && "PushManager" in window;
	const act = async (work: () => Promise<NoticeSettings>, says: string) => {
		setBusy(true);
		try {
			onChanged(await work());
			notifyDone(says);
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	const choose = (byPush: boolean) =>
		act(() => ask("PUT", "/api/staff/account/notices", { ...settings.choice, byPush }), "Saved.");
	return (
		<Stack gap="sm">
			<Switch
				label="In browsers"
				description={
					settings.pushKey === null
						? "Needs an https address (CARILLON_PUBLIC_URL): ask whoever runs Carillon."
						: "They show notices even while Carillon is closed."
				}
				checked={settings.choice.byPush && settings.pushKey !== null}
				disabled={settings.pushKey === null || isBusy}
				onChange={(event) => void choose(event.currentTarget.checked)}
			/>
			{settings.devices.map(({ id, label }) => (
				<Group key={id} gap="sm">
					<Text size="sm">{label}</Text>
					<Button
						size="xs"
						variant="default"
						onClick={() => void act(() => ask("DELETE", `${DEVICES}/${id}`), "That browser shows no more notices.")}
					>
						Take off
					</Button>
				</Group>
			))}
			{canPush && settings.choice.byPush && (
				<div>
					<Button
						variant="default"
						loading={isBusy}
						onClick={() => void act(() => takeUp(settings.pushKey ?? ""), "This browser shows notices from now on.")}
					>
						Show notices in this browser
					</Button>
				</div>
			)}
		</Stack>
	);
}

/** @throws Problem where the person or the browser says no */
async function takeUp(pushKey: string): Promise<NoticeSettings> {
	if ((await Notification.requestPermission()) !== "granted") {
		throw new Problem(
			0,
			"denied",
			"This browser doesn't allow notices from Carillon. Allow them in its settings for this site.",
		);
	}
	await navigator.serviceWorker.register(WORKER, { scope: "/staff/" });
	const worker = await navigator.serviceWorker.ready;
	const made = await worker.pushManager
		.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey })
		.catch(() => {
			throw new Problem(0, "no-push", "This browser can't reach its push service. Try again, or use mail.");
		});
	const { endpoint, keys } = made.toJSON();
	return ask("POST", DEVICES, { endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth }, label: browserName() });
}

function browserName(): string {
	const agent = navigator.userAgent;
	const browser = /Edg\//.test(agent)
		? "Edge"
		: /Firefox\//.test(agent)
			? "Firefox"
			: /Chrome\//.test(agent)
				? "Chrome"
				: "Safari";
	const machine = /Android/.test(agent)
		? "Android"
		: /iPhone|iPad/.test(agent)
			? "iPhone or iPad"
			: /Windows/.test(agent)
				? "Windows"
				: /Mac OS/.test(agent)
					? "Mac"
					: "Linux";
	return `${browser} on ${machine}`;
}
