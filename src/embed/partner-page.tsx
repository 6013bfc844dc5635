import { type PageFiles, renderDocument } from "../page/document.tsx";

export type PartnerView = {
	/** Where the world reaches us: "https://drive.hospital.example". */
	readonly base: string;
	readonly slug: string;
	readonly name: string;
	readonly rds: string;
	/** Sites that may frame the widget; empty: none but ours. */
	readonly embedOrigins: readonly string[];
};

/** What a webmaster, a video mixer and a transmitter room copy from. For staff, so in the language of the console. */
export function partnerPage(view: PartnerView, files: PageFiles): string {
	const { name, slug } = view;
	return renderDocument({
		language: "en",
		title: `Show the drive elsewhere: ${name}`,
		files,
		isPrivate: true,
		children: (
			<main>
				<header>
					<p className="drive">{name}</p>
					<h1>Show the drive elsewhere</h1>
					<p>Copy a line, paste it where it belongs. Every one of them is live and shows only what donors agreed to.</p>
				</header>
				<Widget {...view} />
				<Snippet
					title="Over a video picture"
					code={`${view.base}/c/${slug}/overlay`}
					says="Add it as a browser source of 1920 by 1080 in OBS, vMix or your mixer. Everything around the band is transparent. Put ?place=top behind it to have the band at the top, ?lang=es for Spanish."
				/>
				<Snippet
					title="On car radios (RDS)"
					code={`${view.base}/c/${slug}/rds.txt`}
					says="One line of at most 64 characters, plain ASCII. Let the encoder fetch it every 10 seconds or so. With ?accents=keep it keeps Spanish letters; ?lang=es for Spanish."
				>
					<p className="sample">
						It says now: <code>{view.rds}</code>
					</p>
				</Snippet>
				<Snippet
					title="As figures, for your own programs"
					code={`${view.base}/c/${slug}/total.json`}
					says="JSON. Amounts are in the currency's smallest unit (cents). Any site may fetch it; send the ETag back as If-None-Match and you get 304 while nothing has changed. Caches may keep it for a second: please ask no more often."
				/>
				<Snippet
					title="As a picture"
					code={`${view.base}/c/${slug}/card.png?size=wide`}
					says="1200 by 675 with the current total; ?size=square for 1080 by 1080. Good for newsletters and screens that take no live page."
				/>
			</main>
		),
	});
}

function Widget({ base, slug, name, embedOrigins }: PartnerView) {
	const script = `<script async src="${base}/c/${slug}/embed.js"></script>`;
	const frame = `<iframe src="${base}/c/${slug}/embed" title="${attribute(name)}: live total" width="360" height="260" loading="lazy" style="border:0;max-width:100%"></iframe>`;
	return (
		<>
			<Snippet
				title="On a web page"
				code={script}
				says="One line where the card should stand. It takes the width it is given and the height it needs. Put ?lang=es behind embed.js for Spanish."
			>
				<p>
					{embedOrigins.length === 0
						? "No other site may show the card yet: name the sites in the campaign's set-up (page.embedOrigins), like https://www.hospital.example."
						: `These sites may show it: ${embedOrigins.join(", ")}. Others see an empty frame; name them in the campaign's set-up (page.embedOrigins).`}
				</p>
				<iframe src={`/c/${slug}/embed`} title={`${name}: live total`} width="360" height="280" />
			</Snippet>
			<Snippet title="On a web page that takes no scripts" code={frame} says="The same card as a plain frame." />
		</>
	);
}

type SnippetProps = {
	readonly title: string;
	readonly code: string;
	readonly says: string;
	readonly children?: React.ReactNode;
};

function Snippet({ title, code, says, children }: SnippetProps) {
	return (
		<section>
			<h2>{title}</h2>
			<p>{says}</p>
			<div className="copy">
				<code>{code}</code>
				<button type="button" data-copy={code} hidden>
					Copy
				</button>
			</div>
			{children}
		</section>
	);
}

/** For the sample only: a quote would end the attribute in the page that it is pasted into. */
function attribute(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
