import { Button, Checkbox, ColorInput, FileButton, Group, Image, Input, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { campaignPalette, contrast, parseColour, WHITE } from "../../../domain/plain/colour.ts";
import type { Language } from "../../../domain/plain/language.ts";
import { Note, SetupText } from "./fields.tsx";
import { useForm } from "./setup-form.tsx";

export function BasicsStep() {
	const { setup, values } = useForm();
	return (
		<>
			<SetupText
				name="name"
				label="Name of the drive"
				description="In full, as on a poster."
				placeholder="Hope for Kids Radiothon 2027"
			/>
			<SetupText
				name="shortName"
				label="Short name"
				description="As hosts say it, up to 40 characters."
				placeholder="Hope for Kids"
			/>
			<SetupText name="hospital" label="Hospital" placeholder="Lakeview Children's Hospital" />
			<SetupText
				name="hashtag"
				label="Hashtag"
				description="Without spaces. Leave it empty if you have none."
				placeholder="HopeForKids"
				prefix="#"
			/>
			<SetupText
				name="slug"
				label="Address of the public page"
				description={`${setup.publicBase}/c/${values.slug || "..."}`}
				placeholder="hope-2027"
			/>
			{setup.state !== "draft" && values.slug !== setup.written.slug && (
				<Note>The old address stops working at once, also in printed QR codes and in posts that are out.</Note>
			)}
			<Languages />
			<Colour />
			<Logo />
		</>
	);
}

function Languages() {
	const { values, set, says } = useForm();
	const choose = (chosen: string[]) => {
		const known: readonly Language[] = ["en", "es"];
		const kept = values.languages.filter((one) => chosen.includes(one));
		const added = known.filter((one) => chosen.includes(one) && !kept.includes(one));
		set({ languages: [...kept, ...added] });
	};
	return (
		<Checkbox.Group
			size="md"
			label="Languages"
			description="The first one is the drive's own; visitors can change to the other."
			value={[...values.languages]}
			error={says("languages")}
			onChange={choose}
		>
			<Group mt={8}>
				<Checkbox value="en" label="English" />
				<Checkbox value="es" label="Spanish" />
				{values.languages.length > 1 && (
					<Button
						size="xs"
						variant="default"
						onClick={() => set({ languages: [...values.languages].reverse() })}
					>{`${values.languages[0] === "en" ? "Spanish" : "English"} first`}</Button>
				)}
			</Group>
		</Checkbox.Group>
	);
}

function Colour() {
	const { values, set, says } = useForm();
	const isColour = parseColour(values.colour) !== null;
	const palette = campaignPalette(values.colour);
	const isCorrected = isColour && palette.button.toLowerCase() !== values.colour.toLowerCase();
	const ratio = contrast(palette.button, palette.onButton).toFixed(1);
	return (
		<Stack gap={8}>
			<ColorInput
				label="Colour"
				description="The hospital's own, for buttons, the band and pictures."
				size="md"
				format="hex"
				eyeDropperButtonProps={{ "aria-label": "Pick a colour from the screen" }}
				value={values.colour}
				error={says("colour")}
				onChange={(colour) => set({ colour })}
			/>
			<div className="setup-swatches">
				<span className="setup-swatch" style={{ background: palette.button, color: palette.onButton }}>
					Give now
				</span>
				<span className="setup-swatch" style={{ background: palette.wash, color: palette.text }}>
					$48,230
				</span>
				<span className="setup-band" style={{ background: WHITE }}>
					<span style={{ background: palette.fill }} />
				</span>
			</div>
			<Text size="sm" c="dimmed">
				{isCorrected
					? `${values.colour} could not be read everywhere, so buttons use ${palette.button}: their words stand out by ${ratio} to 1 (4.5 is needed).`
					: `Words on the button stand out by ${ratio} to 1 (4.5 is needed).`}
			</Text>
		</Stack>
	);
}

const MOST_BYTES = 48 * 1024;

function Logo() {
	const { values, set, says } = useForm();
	const [problem, setProblem] = useState<string | undefined>();
	const take = async (file: File | null) => {
		if (file === null) return;
		if (file.size > MOST_BYTES) {
			setProblem(`This file is ${Math.ceil(file.size / 1024)} KB. Save it under 48 KB; 400 pixels wide are plenty.`);
			return;
		}
		setProblem(undefined);
		set({ logo: await dataUrlOf(file) });
	};
	return (
		<Input.Wrapper
			size="md"
			label="Logo"
			description="PNG, JPEG or SVG, at most 48 KB. It stands on the pictures of posts."
			error={problem ?? says("logo")}
		>
			<Group mt={8} gap="md">
				{values.logo !== "" && <Image src={values.logo} alt="The logo" h={56} w="auto" fit="contain" maw={200} />}
				<FileButton onChange={take} accept="image/png,image/jpeg,image/svg+xml">
					{(props) => (
						<Button variant="default" size="sm" {...props}>
							{values.logo === "" ? "Choose a file" : "Choose another"}
						</Button>
					)}
				</FileButton>
				{values.logo !== "" && (
					<Button variant="subtle" size="sm" onClick={() => set({ logo: "" })}>
						Remove
					</Button>
				)}
			</Group>
		</Input.Wrapper>
	);
}

function dataUrlOf(file: File): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(file);
	});
}
