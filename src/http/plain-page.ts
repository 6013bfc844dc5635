/** A small page of words, for people who meet something that isn't there. */
export function plainPage(words: { title: string; paragraphs: readonly string[]; language?: string }): string {
	const paragraphs = words.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n");
	return `<!doctype html>
<html lang="${escapeHtml(words.language ?? "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(words.title)}</title>
<link rel="stylesheet" href="/assets/plain.css">
</head>
<body>
<main>
<h1>${escapeHtml(words.title)}</h1>
${paragraphs}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
