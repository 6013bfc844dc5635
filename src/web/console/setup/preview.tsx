import { SegmentedControl, Skeleton, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { SetupStepName } from "../../../domain/drive/setup-steps.ts";
import { campaignPalette } from "../../../domain/plain/colour.ts";
import { ask } from "../ask.ts";
import { HostPreview } from "./host-preview.tsx";
import { useForm } from "./setup-form.tsx";

/** What comes of the answers: the donors' page itself, or what the host would see. */
export function Preview({ step }: { readonly step: SetupStepName }) {
	const [shown, setShown] = useState(step === "basics" || step === "giving" ? "page" : "host");
	return (
		<aside className="setup-preview" aria-label="Preview">
			<SegmentedControl
				fullWidth
				value={shown}
				onChange={setShown}
				data={[
					{ value: "page", label: "Donors' page" },
					{ value: "host", label: "Host's screen" },
				]}
			/>
			{shown === "page" ? <PagePreview /> : <HostPreview />}
			<Text size="xs" c="dimmed" mt={8}>
				As it would be with what you have typed. Nothing is saved by looking.
			</Text>
		</aside>
	);
}

function PagePreview() {
	const { setup, changes, values } = useForm();
	const [asked] = useDebouncedValue(changes, 350);
	const frame = useRef<HTMLIFrameElement>(null);
	const { data, isError } = useQuery({
		queryKey: ["campaign", setup.id, "page-preview", setup.version, asked],
		queryFn: () =>
			ask<{ html: string }>("POST", `/api/staff/campaigns/${encodeURIComponent(setup.id)}/page-preview`, {
				changes: asked,
				language: values.languages[0] ?? "en",
			}),
		placeholderData: keepPreviousData,
		gcTime: 10_000,
	});
	// The page's policy lets no styles through in its markup; from here, by script, they go.
	const paint = () => {
		const root = frame.current?.contentDocument?.documentElement;
		if (!root) return;
		const { button, onButton, buttonHover, fill, text, wash } = campaignPalette(values.colour);
		const colours = { button, "on-button": onButton, "button-hover": buttonHover, fill, text, wash };
		for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--campaign-${name}`, colour);
	};
	paint();
	if (data === undefined) {
		return isError ? (
			<Text mt="md">The preview can't be drawn right now. What you type is not affected.</Text>
		) : (
			<Skeleton height={560} mt="md" radius="md" />
		);
	}
	return (
		<iframe
			ref={frame}
			className="setup-page"
			title="The donors' page with what you have typed"
			// Without scripts: the picture of a page, not the page at work.
			sandbox="allow-same-origin"
			srcDoc={data.html}
			onLoad={paint}
		/>
	);
}
