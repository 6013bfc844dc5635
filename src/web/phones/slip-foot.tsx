import type { ReactNode } from "react";
import { SLIP_SOURCES } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import type { PhoneWords } from "./english-words.ts";
import { Trouble } from "./field.tsx";
import type { SetSettings, Settings } from "./use-desk.ts";

type Props = {
	readonly room: PhoneRoom;
	readonly desk: Settings;
	readonly set: SetSettings;
	readonly words: PhoneWords;
	readonly problem?: string;
	readonly children: ReactNode;
};

/** What stays from slip to slip, and the one thing to press. */
export function SlipFoot({ room, desk, set, words, problem, children }: Props) {
	return (
		<>
			<div className="slip-foot">
				<fieldset className="came">
					<legend>{words.source}</legend>
					{SLIP_SOURCES.map((source) => (
						<label key={source}>
							<input type="radio" name="source" checked={desk.source === source} onChange={() => set({ source })} />
							<span>{words.sources[source]}</span>
						</label>
					))}
				</fieldset>
				{room.stationId === null && room.stations.length > 0 && (
					<div className="field station">
						<label htmlFor="station">{words.station}</label>
						<select
							id="station"
							name="station"
							value={desk.stationId ?? ""}
							onChange={(event) => set({ stationId: event.currentTarget.value || null })}
						>
							<option value="">{words.noStation}</option>
							{room.stations.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</select>
						<Trouble says={problem} />
					</div>
				)}
			</div>
			<div className="slip-acts">{children}</div>
		</>
	);
}
