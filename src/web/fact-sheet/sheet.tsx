import type { ReactNode } from "react";
import { formatMoney } from "../../domain/plain/money.ts";
import type { FactSheet } from "../contract/board.ts";
import { SHEET_WORDS, type SheetWords } from "./words.ts";

type Part = { readonly facts: FactSheet; readonly words: SheetWords; readonly money: (amount: number) => string };

/** What a host has on paper when no screen is near: one page. */
export function Sheet({ facts }: { facts: FactSheet }) {
	const { campaign, figures, definition } = facts;
	const words = SHEET_WORDS[campaign.language];
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency }, words.locale);
	const part = { facts, words, money };
	return (
		<>
			<header>
				<div>
					<h1>{campaign.name}</h1>
					<p>{campaign.hospital}</p>
				</div>
				<p className="as-of">
					{words.asOf(clock(facts, words, { weekday: "long", hour: "numeric", minute: "2-digit" })(facts.now))}
				</p>
				<button type="button" onClick={() => window.print()}>
					{words.print}
				</button>
			</header>
			<section className="figures">
				<p className="total">{money(figures.total)}</p>
				<p>
					{words.raised} {money(campaign.goal)}
				</p>
				<ul>
					<Figure value={figures.gifts.toLocaleString(words.locale)} name={words.gifts} />
					<Figure value={figures.donors.toLocaleString(words.locale)} name={words.donors} />
					<Figure value={figures.monthlyDonors.toLocaleString(words.locale)} name={words.monthlyDonors} />
					<Figure value={money(figures.thisHour)} name={words.thisHour} />
				</ul>
			</section>
			<div className="columns">
				<Give {...part} />
				<Milestones {...part} />
				<Block title={words.howCounted}>
					<p>{definition}</p>
				</Block>
				<Stations {...part} />
				<Today {...part} />
				<TalkingPoints {...part} />
			</div>
		</>
	);
}

function Figure({ value, name }: { value: string; name: string }) {
	return (
		<li>
			<b>{value}</b> {name}
		</li>
	);
}

function Block({ title, children }: { title: string; children: ReactNode }) {
	return (
		<section className="block">
			<h2>{title}</h2>
			{children}
		</section>
	);
}

function Give({ facts: { campaign }, words }: Part) {
	const ways: readonly (readonly [string, string])[] = [
		[words.phone, campaign.phone],
		[words.text, campaign.textCode],
		[words.web, campaign.donateUrl.replace(/^https?:\/\//, "").replace(/\/$/, "")],
		[words.hashtag, campaign.hashtag && `#${campaign.hashtag}`],
	];
	return (
		<Block title={words.give}>
			<dl>
				{ways
					.filter(([, value]) => value !== "")
					.map(([name, value]) => (
						<div key={name}>
							<dt>{name}</dt>
							<dd>{value}</dd>
						</div>
					))}
			</dl>
		</Block>
	);
}

function Milestones({ facts: { milestones }, words, money }: Part) {
	if (milestones.length === 0) return null;
	return (
		<Block title={words.milestones}>
			<ul>
				{milestones.map(({ amount, toGo, isGoal }) => (
					<li key={amount}>{words.toGo(money(toGo), isGoal ? `${words.goal}, ${money(amount)}` : money(amount))}</li>
				))}
			</ul>
		</Block>
	);
}

function Stations({ facts: { stations }, words, money }: Part) {
	if (stations.length < 2) return null;
	return (
		<Block title={words.stations}>
			<dl>
				{stations.map(({ id, name, total }) => (
					<div key={id}>
						<dt>{name}</dt>
						<dd>{money(total)}</dd>
					</div>
				))}
			</dl>
		</Block>
	);
}

const MOST_SLOTS = 12;

function Today({ facts, words }: Part) {
	if (facts.slots.length === 0) return null;
	const time = clock(facts, words, { hour: "numeric", minute: "2-digit" });
	const ahead = facts.slots.filter(({ to }) => to > facts.now).slice(0, MOST_SLOTS);
	return (
		<Block title={words.today}>
			<dl>
				{ahead.map(({ id, from, title, say }) => (
					<div key={id}>
						<dt>{time(from)}</dt>
						<dd>
							{title}
							{say && <q>{say}</q>}
						</dd>
					</div>
				))}
			</dl>
		</Block>
	);
}

const MOST_POINTS = 8;

function TalkingPoints({ facts: { talkingPoints }, words }: Part) {
	if (talkingPoints.length === 0) return null;
	return (
		<Block title={words.points}>
			<ul>
				{talkingPoints.slice(0, MOST_POINTS).map(({ id, text }) => (
					<li key={id}>{text}</li>
				))}
			</ul>
		</Block>
	);
}

function clock({ campaign }: FactSheet, words: SheetWords, options: Intl.DateTimeFormatOptions) {
	const format = new Intl.DateTimeFormat(words.locale, { ...options, timeZone: campaign.timeZone });
	return (at: number) => format.format(at);
}
