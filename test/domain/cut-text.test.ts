import { expect, test } from "@jest/globals";
import { cutText } from "../../src/domain/plain/cut-text.ts";

test("a text is cut between its letters, never through one that takes two units", () => {
	expect(cutText("bell 🔔", 7)).toBe("bell 🔔");
	expect(cutText("bell 🔔", 6)).toBe("bell ");
	expect(cutText("bell 🔔", 5)).toBe("bell ");
	expect(cutText("", 5)).toBe("");
});
