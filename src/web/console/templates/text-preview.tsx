import { Alert, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { CheckedText, RenderingName, TemplatePlace, TemplateRendering } from "../../contract/staff/templates.ts";
import { PostPreview } from "../parts/post-preview.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { usePicture } from "./use-templates.ts";

const NAMES: Readonly<Record<RenderingName, string>> = {
	today: "Today",
	smallest: "Smallest",
	largest: "Largest",
	"no-name": "No name",
	"with-link": "With link",
};
const MEANS: Readonly<Record<RenderingName, string>> = {
	today: "With the drive's figures as they are, or as they will be when this milestone first falls.",
	smallest: "The smallest figures that can come.",
	largest: "The largest figures and the longest name that can come.",
	"no-name": "Where the giver asked not to be named.",
	"with-link": "Where the account may carry a link.",
};

type Props = {
	readonly place: TemplatePlace;
	readonly check: { readonly data: CheckedText | undefined; readonly error: unknown; readonly refetch: () => unknown };
};

/** The post as X, Facebook or the host will see it, with figures that make a difference. */
export function TextPreview({ place, check: { data, error, refetch } }: Props) {
	const [name, setName] = useState<RenderingName>("today");
	const picture = usePicture(place);
	if (data === undefined)
		return (
			<aside className="template-preview">
				{error === null ? <Loading lines={3} /> : <Failed error={error} retry={() => void refetch()} />}
			</aside>
		);
	const shown = data.renderings.find((one) => one.name === name) ?? data.renderings[0];
	return (
		<aside className="template-preview" aria-label="Preview">
			{shown === undefined ? (
				<Alert color="ember" title="Nothing to show yet">
					It can't be filled in as it stands. What is wrong stands below the text.
				</Alert>
			) : (
				<Stack gap="sm">
					<SegmentedControl
						aria-label="With which figures"
						value={shown.name}
						onChange={(value) => setName(value as RenderingName)}
						data={data.renderings.map((one) => ({ value: one.name, label: NAMES[one.name] }))}
						fullWidth
					/>
					<Text size="sm" c="dimmed">
						{MEANS[shown.name]}
					</Text>
					<PostPreview
						platform={place.platform}
						account={data.account}
						text={shown.text}
						picture={place.platform === "on-air" ? null : (picture.data ?? null)}
						note={
							place.platform === "on-air"
								? undefined
								: "An example. The picture says the figures of the moment it goes out."
						}
					/>
					<TooLong rendering={shown} most={data.most} />
					{shown.findings.map(({ words, says }) => (
						<Alert key={words} color="brass" title={`The privacy gate would hold "${words}"`}>
							{says}
						</Alert>
					))}
					<Cost rendering={shown} />
				</Stack>
			)}
		</aside>
	);
}

function TooLong({
	rendering: { text, tooLongFrom, length },
	most,
}: {
	readonly rendering: TemplateRendering;
	readonly most: number;
}) {
	if (tooLongFrom === null) return null;
	return (
		<Alert color="ember" title={`Too long by ${length - most}`}>
			Everything from here on does not fit: "{text.slice(Math.max(0, tooLongFrom - 24), tooLongFrom)}
			<mark className="template-too-long">{text.slice(tooLongFrom)}</mark>"
		</Alert>
	);
}

function Cost({ rendering: { cost, hasLink } }: { readonly rendering: TemplateRendering }) {
	if (cost === null) return null;
	return (
		<Text size="sm" c={hasLink ? "brass" : "dimmed"}>
			{hasLink
				? "X charges $0.20 for it, because it holds a link. Without one it is $0.015."
				: "X charges $0.015 for it. A link in it would make that $0.20."}
		</Text>
	);
}
