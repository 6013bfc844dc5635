import { z } from "zod";
import type { PublicPage } from "../domain/drive/campaign-page.ts";
import type { Show } from "../domain/drive/campaign-show.ts";
import type { WrittenSetup, WrittenSlot } from "../web/contract/staff/setup.ts";
import { pageShape, showShape } from "./page-shape.ts";
import type { SetupReader } from "./setup-reader.ts";

const storedPage = pageShape(z.number().int());
const storedShow = showShape(z.number().int(), z.number());

/** What the donors' page shows and offers. */
export function readPage(written: WrittenSetup, reader: SetupReader): PublicPage {
	const amounts = (field: "onceAmounts" | "monthlyAmounts") =>
		written[field]
			.map((text, index) => reader.amount(`${field}.${index}`, text))
			.filter((amount) => amount > 0)
			.sort((one, other) => one - other);
	const lines = (list: readonly string[]) => list.map((one) => one.trim()).filter((one) => one !== "");
	const page = {
		isOpen: written.isOpen,
		isGiving: written.isGiving,
		onceAmounts: amounts("onceAmounts"),
		monthlyAmounts: amounts("monthlyAmounts"),
		impact: written.impact.map(({ amount, text }, index) => {
			const minor = reader.amount(`impact.${index}.amount`, amount);
			if (minor === 0 && amount.trim() === "")
				reader.report(`impact.${index}.amount`, "Write the amount this is about.");
			const said = Object.entries(text).filter(([, words]) => words.trim() !== "");
			if (said.length === 0) reader.report(`impact.${index}.text`, "Write what this amount does.");
			return { amount: minor, text: Object.fromEntries(said) };
		}),
		partners: lines(written.partners),
		embedOrigins: lines(written.embedOrigins).map((origin) => origin.replace(/\/$/, "")),
	};
	return { ...page, ...reader.check("", storedPage, page) };
}

/** What the studio is given. */
export function readShow(written: WrittenSetup, reader: SetupReader): Show {
	const show = {
		evergreen: written.evergreen,
		runOfShow: written.runOfShow.map((slot, index) => readSlot(slot, `runOfShow.${index}`, reader)),
		lastYear: written.lastYear.map((text, index) => reader.amount(`lastYear.${index}`, text)),
		bigGift: reader.amount("bigGift", written.bigGift),
	};
	for (const [index, slot] of show.runOfShow.entries()) {
		if (slot.from !== 0 && slot.to !== 0 && slot.to <= slot.from) {
			reader.report(`runOfShow.${index}.to`, "This ends before it begins.");
		}
	}
	const { evergreen = [], runOfShow = [], lastYear = [], bigGift = 0 } = reader.check("", storedShow, show);
	return { evergreen, runOfShow: [...runOfShow].sort((a, b) => a.from - b.from), lastYear, bigGift };
}

function readSlot(slot: WrittenSlot, field: string, reader: SetupReader) {
	const time = (name: string, text: string) => {
		if (text.trim() === "") reader.report(`${field}.${name}`, "Write a time.");
		return reader.time(`${field}.${name}`, text);
	};
	const { id, kind, title, say, authorisation } = slot;
	const common = { id, title, say, from: time("from", slot.from), to: time("to", slot.to) };
	if (kind !== "story") return { ...common, kind };
	if (authorisation === undefined || authorisation.reference.trim() === "") {
		reader.report(
			`${field}.authorisation.reference`,
			"A patient's story needs a written authorisation: write where it is kept.",
		);
	}
	const reference = authorisation?.reference ?? "?";
	const expiresAt = time("authorisation.expiresAt", authorisation?.expiresAt ?? "");
	return { ...common, kind, authorisation: { reference: reference.trim() || "?", expiresAt } };
}
