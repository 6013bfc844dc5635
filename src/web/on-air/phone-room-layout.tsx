import { useSyncExternalStore } from "react";
import { BigTotal } from "./big-total.tsx";
import { Contact, NowInTheShow, ThisHour, TimeLeft } from "./foot-strip.tsx";
import type { LayoutProps } from "./layout-props.ts";
import { SayNow } from "./say-now.tsx";
import { ScreenHead } from "./screen-head.tsx";
import { Thermometer } from "./thermometer.tsx";
import { ToGo } from "./to-go.tsx";
import { useKeys } from "./use-keys.ts";
import { useSentences } from "./use-sentences.ts";

/** For those who answer the phones: how it goes, and what to tell a caller. No names of givers but those in a sentence for the air. */
export function PhoneRoomLayout({ store, drive, age, sound, rings }: LayoutProps) {
	const { board } = useSyncExternalStore(store.subscribe, store.view);
	const say = useSentences(drive, board);
	useKeys({ n: say.showNext, m: sound.toggle }, true);
	return (
		<div className="phone-room-layout">
			<main>
				<ScreenHead drive={drive} sound={sound} />
				<BigTotal drive={drive} />
				<ThisHour drive={drive} />
				<Thermometer drive={drive} rings={rings} />
				<ToGo drive={drive} />
				<SayNow drive={drive} say={say} />
			</main>
			<footer className="strip">
				<TimeLeft drive={drive} />
				<Contact drive={drive} />
				<NowInTheShow drive={drive} board={board} />
				{age}
			</footer>
		</div>
	);
}
