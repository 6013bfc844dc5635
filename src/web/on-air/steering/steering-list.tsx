import type { SteerItem } from "../../contract/steering.ts";
import type { Drive } from "../drive.ts";
import type { SteeringWords } from "./steering-words.ts";
import type { Chosen } from "./use-steering.ts";

type Props = {
	readonly drive: Drive;
	readonly words: SteeringWords;
	readonly items: readonly SteerItem[] | null;
	readonly isLive: boolean;
	readonly choose: (chosen: Chosen) => void;
	readonly takeBack: (item: SteerItem) => void;
};

export function SteeringList({ words, items, ...rest }: Props) {
	if (items === null) return <p className="about">{words.looking}</p>;
	if (items.length === 0) return <p className="about">{words.nothing}</p>;
	return (
		<>
			<p className="about">{words.about}</p>
			<ul className="steer-list">
				{items.map((item) => (
					<Item key={item.id} {...{ words, item, ...rest }} />
				))}
			</ul>
		</>
	);
}

function Item({ drive, words, item, isLive, choose, takeBack }: Omit<Props, "items"> & { readonly item: SteerItem }) {
	const name = nameOf(item, words);
	return (
		<li data-steer={item.id}>
			<div className="whose">
				<strong>
					<bdi>{name}</bdi>
					{item.isHidden && item.name !== "" && <em> · {words.hidden}</em>}
				</strong>
				<span className={`standing ${item.state}`}>{stateOf(item, words)}</span>
			</div>
			<p>{item.says}</p>
			<p className="deeds">
				{item.deeds.map((deed) => (
					<button
						key={deed}
						type="button"
						className={deed === "open" || deed === "start" ? "button primary" : "button"}
						aria-disabled={!isLive}
						aria-label={`${words.deeds[deed]}: ${name}`}
						onClick={() => choose({ item, deed })}
					>
						{words.deeds[deed]}
					</button>
				))}
			</p>
			<Lately {...{ drive, words, item, name }} takeBack={() => takeBack(item)} />
		</li>
	);
}

function Lately(props: {
	readonly drive: Drive;
	readonly words: SteeringWords;
	readonly item: SteerItem;
	readonly name: string;
	readonly takeBack: () => void;
}) {
	const { drive, words, item, name, takeBack } = props;
	const { lately } = item;
	if (lately === null || lately.undoUntil <= drive.now) return null;
	const refused = lately.refused;
	return (
		<p className="lately">
			<span>
				{words.lately[lately.do]}
				{refused !== null && `: ${words.notTakenBack[refused]}`}
			</span>
			{refused === null && (
				<button type="button" className="button" aria-label={`${words.takeBack}: ${name}`} onClick={takeBack}>
					{words.takeBack}
				</button>
			)}
		</p>
	);
}

export function nameOf({ name }: SteerItem, words: SteeringWords): string {
	return name === "" ? words.nobody : name;
}

function stateOf({ about, state }: SteerItem, words: SteeringWords): string {
	return about === "power-hour" && state === "coming" ? words.hourComing : words.states[state];
}
