import type { Language } from "../domain/plain/language.ts";
import type { Platform } from "../domain/post/post.ts";
import { maxLength } from "../domain/post/post-text.ts";
import { fillIn } from "./check.ts";
import type { ParsedTemplate } from "./liquid.ts";
import { firstLine } from "./read-source.ts";
import { type PostSubject, type VariableValues, variablesFor } from "./variables.ts";
import { textLength } from "./weighted-length.ts";

/** One text of a rotation. */
export type Variant = { readonly id: string; readonly parsed: ParsedTemplate };

/** What became of a variant when it was filled in: nothing is ever cut. */
export type FilledIn =
	| { readonly kind: "text"; readonly templateId: string; readonly text: string }
	| { readonly kind: "empty" | "too-long"; readonly templateId: string }
	| { readonly kind: "broken"; readonly templateId: string; readonly why: string };

/**
 * Every variant filled in, starting with the one whose turn it is; and then again without the giver's name, which is given up before
 * anything else is.
 */
export function* filledInTurn(
	variants: readonly Variant[],
	subject: PostSubject,
	{ platform, language }: { readonly platform: Platform; readonly language: Language },
	turn: number,
): Generator<FilledIn> {
	const count = variants.length;
	if (count === 0) return;
	const first = ((Math.trunc(turn) % count) + count) % count;
	const inTurn = [...variants.slice(first), ...variants.slice(0, first)];
	const subjects = subject.giverName === null ? [subject] : [subject, { ...subject, giverName: null }];
	for (const about of subjects) {
		let values: VariableValues | undefined;
		for (const { id, parsed } of inTurn) {
			let text: string;
			try {
				values ??= variablesFor(about, language, platform);
				text = fillIn(parsed, values, about, language);
			} catch (error) {
				yield { kind: "broken", templateId: id, why: firstLine(error) };
				continue;
			}
			if (text === "") yield { kind: "empty", templateId: id };
			else if (textLength(platform, text) > maxLength(platform)) yield { kind: "too-long", templateId: id };
			else yield { kind: "text", templateId: id, text };
		}
	}
}
