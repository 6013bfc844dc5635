import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { useBlocker } from "react-router";

/** Asks before what was typed and not saved is left behind, by a link or by closing the page. */
export function LeaveGuard({ when }: { readonly when: boolean }) {
	const blocker = useBlocker(({ currentLocation, nextLocation }) => {
		return when && currentLocation.pathname !== nextLocation.pathname;
	});
	useEffect(() => {
		if (!when) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		addEventListener("beforeunload", warn);
		return () => removeEventListener("beforeunload", warn);
	}, [when]);
	return (
		<Modal opened={blocker.state === "blocked"} onClose={() => blocker.reset?.()} title="Leave without saving?">
			<Stack gap="lg">
				<Text>What you changed here isn't saved yet. If you leave, it is gone.</Text>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={() => blocker.proceed?.()}>
						Leave without saving
					</Button>
					<Button onClick={() => blocker.reset?.()} data-autofocus>
						Stay here
					</Button>
				</Group>
			</Stack>
		</Modal>
	);
}
