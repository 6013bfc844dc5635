import "../look/fonts.css";
import "../look/theme.css";
import "./fact-sheet.css";
import { createRoot } from "react-dom/client";
import type { FactSheet } from "../contract/board.ts";
import { Sheet } from "./sheet.tsx";
import { SHEET_WORDS } from "./words.ts";

const root = createRoot(document.getElementById("sheet") ?? document.body);
const words = SHEET_WORDS[navigator.language.startsWith("es") ? "es" : "en"];

fetch(location.pathname.replace(/\/facts-sheet\/?$/, "/facts"), { cache: "no-store" })
	.then(async (answer) => {
		if (!answer.ok) return root.render(<p>{answer.status === 404 ? words.refused : words.away}</p>);
		const facts = (await answer.json()) as FactSheet;
		document.documentElement.lang = facts.campaign.language;
		document.title = `${SHEET_WORDS[facts.campaign.language].title}: ${facts.campaign.name}`;
		root.render(<Sheet facts={facts} />);
	})
	.catch(() => root.render(<p>{words.away}</p>));
