import { PLATFORM_NAMES } from "../../../domain/post/post-words.ts";
import type { Mention, SponsorProof } from "../../contract/staff/after-show.ts";
import { Money, When } from "../parts/figures.tsx";
import { PostPlace } from "./timeline.tsx";

/** For each sponsor what they did, and every place where they were named: to be sent to them. */
export function Sponsors({ sponsors }: { readonly sponsors: readonly SponsorProof[] }) {
	if (sponsors.length === 0) {
		return (
			<p className="after-none">
				The drive has no sponsor: none stands behind a match or a power hour, in the run of show or in “Cheques and
				cash”.
			</p>
		);
	}
	return (
		<div className="after-sponsors">
			{sponsors.map((sponsor) => (
				<Sponsor key={sponsor.id} sponsor={sponsor} />
			))}
		</div>
	);
}

function Sponsor({ sponsor }: { readonly sponsor: SponsorProof }) {
	const { name, mentions } = sponsor;
	return (
		<section className="after-sponsor" data-sponsor={name ?? "hidden"}>
			<h3>{name ?? "A sponsor not to be named"}</h3>
			<ul className="after-deeds">
				<Deeds sponsor={sponsor} />
			</ul>
			{name === null ? (
				<p className="after-none">No proof is listed, so that this page can be handed on.</p>
			) : mentions.length === 0 ? (
				<p className="after-none">Named nowhere: in no post, no sentence for the hosts, no slot of the run of show.</p>
			) : (
				<Mentions id={sponsor.id} mentions={mentions} />
			)}
		</section>
	);
}

/** Its words are no caption: printed, one stays behind at the foot of the page before. */
function Mentions({ id, mentions }: { readonly id: number; readonly mentions: readonly Mention[] }) {
	return (
		<>
			<p className="after-named" id={`named-${id}`}>
				{countsOf(mentions)}
			</p>
			<table className="after-mentions" aria-labelledby={`named-${id}`}>
				<thead className="unseen">
					<tr>
						<th scope="col">When</th>
						<th scope="col">Where</th>
						<th scope="col">What it said</th>
					</tr>
				</thead>
				<tbody>
					{mentions.map((mention) => (
						<tr key={`${mention.kind} ${mention.id}`}>
							<td className="after-when">
								<When at={mention.at} />
							</td>
							<td className="after-where">
								<Where mention={mention} />
							</td>
							<td>{wordsOf(mention)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}

function Deeds({ sponsor: { matches, powerHours, gave, paid } }: { readonly sponsor: SponsorProof }) {
	return (
		<>
			{matches.map(({ id, given, pool }) => (
				<li key={id}>
					Their match gave{" "}
					<strong>
						<Money amount={given} />
					</strong>{" "}
					of <Money amount={pool} />
				</li>
			))}
			{powerHours.map(({ name, from, counted, target }) => (
				<li key={`${name} ${from}`}>
					{name}, from <When at={from} />:{" "}
					<strong>
						<Money amount={counted} />
					</strong>
					{target > 0 && (
						<>
							{" "}
							of <Money amount={target} />
						</>
					)}
				</li>
			))}
			{gave !== 0 && (
				<li>
					Gave{" "}
					<strong>
						<Money amount={gave} />
					</strong>
				</li>
			)}
			{paid !== 0 && (
				<li>
					Paid <Money amount={paid} /> for their match
				</li>
			)}
		</>
	);
}

function Where({ mention }: { readonly mention: Mention }) {
	switch (mention.kind) {
		case "post":
			return <PostPlace name={`${mention.account} (${PLATFORM_NAMES[mention.platform]})`} url={mention.url} />;
		case "script":
			return "On the host's screen";
		case "slot":
			return (
				<>
					Run of show, until <When at={mention.to} show="time" />
				</>
			);
		default:
			return mention satisfies never;
	}
}

function wordsOf(mention: Mention): string {
	if (mention.kind !== "slot") return mention.text;
	return mention.text === "" ? mention.title : `${mention.title}: ${mention.text}`;
}

function countsOf(mentions: readonly Mention[]): string {
	const count = (kind: Mention["kind"]) => mentions.filter((one) => one.kind === kind).length;
	const [posts, scripts, slots] = [count("post"), count("script"), count("slot")];
	const parts = [
		...(posts > 0 ? [`${posts} ${posts === 1 ? "post" : "posts"}`] : []),
		...(scripts > 0 ? [`${scripts} ${scripts === 1 ? "sentence" : "sentences"} for the hosts`] : []),
		...(slots > 0 ? [`${slots} ${slots === 1 ? "slot" : "slots"} of the run of show`] : []),
	];
	return `Named in ${parts.join(", ")}`;
}
