import { useSyncExternalStore } from "react";
import { SayNow } from "../saying/say-now.tsx";
import { useSentences } from "../saying/use-sentences.ts";
import { BigTotal } from "../total/big-total.tsx";
import { StationLine } from "../total/station-line.tsx";
import { Thermometer } from "../total/thermometer.tsx";
import { ToGo } from "../total/to-go.tsx";
import { useKeys } from "../use-keys.ts";
import { Contact, NowInTheShow, ThisHour, TimeLeft } from "./foot-strip.tsx";
import type { LayoutProps } from "./layout-props.ts";
import { MatchBand, MatchLeft } from "./offer-parts.tsx";
import { ScreenHead } from "./screen-head.tsx";

/** For those who answer the phones: how it goes, and what to tell a caller. No names of givers but those in a sentence for the air. */
export function PhoneRoomLayout({ store, drive, age, sound, rings }: LayoutProps) {
	const { board } = useSyncExternalStore(store.subscribe, store.view);
	const say = useSentences(drive, board);
	useKeys({ n: say.showNext, m: sound.toggle }, true);
	return (
		<div className="phone-room-layout">
			<main>
				<ScreenHead drive={drive} sound={sound} line={<StationLine drive={drive} board={board} />} />
				<BigTotal drive={drive} />
				<ThisHour drive={drive} />
				<Thermometer drive={drive} rings={rings} />
				<ToGo drive={drive} />
				<SayNow drive={drive} say={say} />
			</main>
			<div className="foot">
				<MatchBand drive={drive} />
				<footer className="strip">
					<TimeLeft drive={drive} />
					<MatchLeft drive={drive} />
					<Contact drive={drive} board={board} />
					<NowInTheShow drive={drive} board={board} />
					{age}
				</footer>
			</div>
		</div>
	);
}
