import { useEffect, useRef } from "react";
import { type Drive, secondsSince } from "../drive.ts";
import type { Sentence } from "./sentences.ts";
import { useFittedText } from "./use-fitted-text.ts";
import type { SayQueue } from "./use-sentences.ts";

/** What to say now: one sentence, as large as fits. What else is new waits below it, a key away. */
export function SayNow({ drive, say }: { drive: Drive; say: SayQueue }) {
	const { words } = drive;
	const { shown, at, all } = say;
	const place = useRef<HTMLParagraphElement>(null);
	const text = shown?.text ?? words.say.nothing;
	useFittedText(place, text);
	return (
		<section className={`say from-${shown?.source ?? "nobody"}`} aria-labelledby="say-title">
			<header>
				<h2 id="say-title">{words.say.title}</h2>
				{shown && <Source drive={drive} sentence={shown} />}
				{all > 1 && (
					<button type="button" className="quiet-button" onClick={say.showNext}>
						{words.say.next} <span className="count">{words.say.of(at + 1, all)}</span> <kbd>N</kbd>
					</button>
				)}
			</header>
			<p className="sentence" ref={place} lang={drive.campaign.language} key={shown?.id ?? "nothing"}>
				{wholeNumbers(text)}
			</p>
			<Waiting drive={drive} say={say} />
			<SpokenSentence text={shown && shown.source !== "evergreen" ? shown.text : ""} />
		</section>
	);
}

function Source({ drive: { words, now }, sentence }: { drive: Drive; sentence: Sentence }) {
	const { source, title, by, at } = sentence;
	return (
		<p className="source" data-may-cut>
			<b>{words.say[source]}</b>
			{by && <> · {by}</>}
			{title && source === "evergreen" && <> · {title}</>}
			{at !== null && <> · {words.ago(secondsSince(at, now))}</>}
		</p>
	);
}

const PHONE_NUMBER = /(\+?[\d(][\d().\s-]{5,}\d)/;

/** A phone number is not broken over two lines: nobody reads it right then. */
function wholeNumbers(text: string) {
	let from = 0;
	return text.split(PHONE_NUMBER).map((piece) => {
		from += piece.length;
		return PHONE_NUMBER.test(piece) ? <span key={`${from}`}>{piece}</span> : piece;
	});
}

/** Another sentence that is new as well: there with its age, so that none is lost when two milestones fall at once. */
function Waiting({ drive: { words, now }, say: { waiting, show } }: { drive: Drive; say: SayQueue }) {
	if (waiting === null) return null;
	return (
		<button type="button" className="waiting" onClick={() => show(waiting.id)}>
			<b>{words.say.waiting}</b>
			<span data-may-cut>{waiting.text}</span>
			{waiting.at !== null && <span className="when">{words.ago(secondsSince(waiting.at, now))}</span>}
		</button>
	);
}

/** Read aloud by a screen reader when it changes, and not when the page opens. */
function SpokenSentence({ text }: { text: string }) {
	const region = useRef<HTMLParagraphElement>(null);
	const before = useRef(text);
	useEffect(() => {
		if (before.current !== text && region.current) region.current.textContent = text;
		before.current = text;
	}, [text]);
	return <p className="unseen" role="status" ref={region} />;
}
