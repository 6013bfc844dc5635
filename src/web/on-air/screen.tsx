import { useCallback, useEffect, useRef, useState } from "react";
import type { ScreenLayout, ScreenRole } from "../contract/board.ts";
import type { Live, LiveStanding } from "../live/live.ts";
import { Announcer } from "./announcer.tsx";
import type { BoardStore } from "./board-store.ts";
import { type Drive, driveOf } from "./drive.ts";
import { Alarm, DataAge } from "./how-old.tsx";
import type { LayoutProps } from "./layouts/layout-props.ts";
import { LobbyLayout } from "./layouts/lobby-layout.tsx";
import { OverlayLayout } from "./layouts/overlay-layout.tsx";
import { PhoneRoomLayout } from "./layouts/phone-room-layout.tsx";
import { StudioLayout } from "./layouts/studio-layout.tsx";
import { useFallingScripts, useLive } from "./use-live.ts";
import { useMatchBell } from "./use-match-bell.ts";
import { useSound } from "./use-sound.ts";
import { WORDS, type Words } from "./words.ts";

const ONE_BELL_MS = 2_000;

type Props = {
	readonly live: Live;
	readonly store: BoardStore;
	readonly layout: ScreenLayout;
	readonly role: ScreenRole;
};

/** One screen of the drive: the layout its link is for, what is true about its numbers, and the bell. */
export function Screen({ live, store, layout, role }: Props) {
	const { state, standing, age, now } = useLive(live);
	const sound = useSound();
	const [rings, setRings] = useState(0);
	const { ring } = sound;
	const rungAt = useRef(Number.NEGATIVE_INFINITY);
	/** A match that opens has its sentence too: one bell for both. */
	const onScript = useCallback(() => {
		if (performance.now() - rungAt.current < ONE_BELL_MS) return;
		rungAt.current = performance.now();
		setRings((times) => times + 1);
		ring();
	}, [ring]);
	useFallingScripts(live, onScript);
	useBodyState(standing);
	const drive = state && driveOf(state, now);
	useMatchBell(drive, standing === "live", onScript);
	useDocumentWords(drive);
	const words = drive?.words ?? WORDS[navigator.language.startsWith("es") ? "es" : "en"];
	const dataAge = <DataAge standing={standing} age={age} words={words} />;
	return (
		<>
			{drive ? (
				<Laid layout={layout} {...{ store, role, drive, standing, sound, rings }} age={dataAge} />
			) : (
				<Waiting words={words}>{dataAge}</Waiting>
			)}
			<Alarm standing={standing} words={words} />
			{drive && <Announcer drive={drive} />}
		</>
	);
}

function Laid({ layout, ...props }: LayoutProps & { layout: ScreenLayout }) {
	switch (layout) {
		case "studio":
			return <StudioLayout {...props} />;
		case "phone-room":
			return <PhoneRoomLayout {...props} />;
		case "lobby":
			return <LobbyLayout {...props} />;
		case "overlay":
			return <OverlayLayout {...props} />;
		default:
			return layout satisfies never;
	}
}

function Waiting({ words, children }: { words: Words; children: React.ReactNode }) {
	return (
		<main className="waiting-room">
			<h1>{words.onAir}</h1>
			{children}
		</main>
	);
}

function useBodyState(standing: LiveStanding): void {
	useEffect(() => {
		document.body.dataset.state = standing === "ended" ? "gone" : standing;
	}, [standing]);
}

function useDocumentWords(drive: Drive | null): void {
	const language = drive?.campaign.language;
	const title = drive && `${drive.campaign.name}: ${drive.money(drive.state.total)}`;
	useEffect(() => {
		if (language) document.documentElement.lang = language;
		if (title) document.title = title;
	}, [language, title]);
}
