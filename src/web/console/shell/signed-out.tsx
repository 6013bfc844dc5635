import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Me } from "../../contract/staff/me.ts";
import { ask, onSignedOut } from "../ask.ts";

const LOOK_EVERY_MS = 2_000;

/**
 * What happens when a session ends while somebody works. Where nothing was typed, the sign-in comes and leads back here.
 * Where something was, the page stays as it is behind a closed curtain until the same person has signed in beside it.
 */
export function SignedOut({ me, back }: { readonly me: Me; readonly back: () => void }) {
	const navigate = useNavigate();
	const { pathname, search } = useLocation();
	const isTyped = useTypedOn(pathname);
	const [isOut, setOut] = useState(false);
	const toSignIn = `/sign-in?to=${encodeURIComponent(pathname + search)}`;
	useEffect(() => {
		return onSignedOut(() => {
			if (isTyped()) setOut(true);
			else void navigate(toSignIn, { replace: true });
		});
	}, [navigate, toSignIn, isTyped]);
	const { openSignIn } = useReturn(isOut, me, () => {
		setOut(false);
		back();
	});
	useNoEscape(isOut);
	return (
		<Modal
			opened={isOut}
			onClose={() => undefined}
			withCloseButton={false}
			closeOnEscape={false}
			closeOnClickOutside={false}
			title="You were signed out"
			zIndex={1_000}
			// Who walks by reads nothing of what was being written.
			overlayProps={{ backgroundOpacity: 0.6, blur: 12 }}
		>
			<Stack gap="lg">
				<Text>
					What you typed here is kept. Sign in again as {me.name}, in a tab that opens beside this one; then this page
					goes on by itself.
				</Text>
				<Group justify="flex-end" gap="sm">
					<Button variant="default" component="a" href={`/staff${toSignIn}`}>
						Discard what I typed
					</Button>
					<Button onClick={openSignIn} data-autofocus>
						Sign in again
					</Button>
				</Group>
			</Stack>
		</Modal>
	);
}

/** Whether anything was typed on this page since it was opened. */
function useTypedOn(pathname: string): () => boolean {
	const typedOn = useRef<string | null>(null);
	useEffect(() => {
		const note = ({ target }: Event) => {
			// What was looked for is no work that would be lost.
			if (target instanceof HTMLInputElement && target.type === "search") return;
			typedOn.current = pathname;
		};
		document.addEventListener("input", note, true);
		return () => document.removeEventListener("input", note, true);
	}, [pathname]);
	const [isTyped] = useState(() => () => location.pathname.endsWith(typedOn.current ?? "\n"));
	return isTyped;
}

/** The dialog below it, with what was typed, would close at Escape. This is heard before it, as the frame was there first. */
function useNoEscape(isOut: boolean): void {
	const isOutNow = useRef(isOut);
	isOutNow.current = isOut;
	useEffect(() => {
		const swallow = (event: KeyboardEvent) => {
			if (isOutNow.current && event.key === "Escape") event.stopImmediatePropagation();
		};
		addEventListener("keydown", swallow, true);
		return () => removeEventListener("keydown", swallow, true);
	}, []);
}

/** Looks whether they are in again; somebody else gets a page with nothing of theirs on it. */
function useReturn(isOut: boolean, me: Me, back: () => void): { readonly openSignIn: () => void } {
	const tab = useRef<Window | null>(null);
	const goOn = useRef(back);
	goOn.current = back;
	useEffect(() => {
		if (!isOut) return;
		const timer = setInterval(async () => {
			const now = await ask<Me>("GET", "/api/staff/me").catch(() => null);
			if (now === null) return;
			if (now.id !== me.id) return location.reload();
			tab.current?.close();
			goOn.current();
		}, LOOK_EVERY_MS);
		return () => clearInterval(timer);
	}, [isOut, me.id]);
	return {
		openSignIn: () => {
			tab.current = window.open("/staff/sign-in?to=/account", "_blank");
		},
	};
}
