// Turns the plain text field of a document into a rich-text editor. Without it the plain field does all.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History, HorizontalRule,
  Link, ListItem, OrderedList, Paragraph, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
  Underline,
} from "../django_prose_editor/editor.js";

// The classes and attributes that bodies keep beside the tags (see affairs/documents/body.py).
const kept = (node, ...names) =>
  node.extend({
    addAttributes() {
      const own = names.map((name) => [name, { default: null, parseHTML: (element) => element.getAttribute(name) }]);
      return { ...this.parent?.(), ...Object.fromEntries(own) };
    },
  });

const EXTENSIONS = [
  Document, Text, HardBreak, History, Dropcursor, Gapcursor, Bold, Underline, Subscript, Superscript, Blockquote,
  BulletList, OrderedList, HorizontalRule,
  // In a list the Tab key leads out too; Ctrl+] and Ctrl+[ move an item in and out.
  ListItem.extend({
    addKeyboardShortcuts() {
      const { Tab, "Shift-Tab": back, ...others } = this.parent?.() ?? {};
      return { ...others, "Mod-]": Tab, "Mod-[": back };
    },
  }),
  kept(Paragraph, "class"),
  Heading.configure({ levels: [2, 3, 4] }),
  Link.configure({ openOnClick: false }),
  // From the last cell the Tab key leads out: whoever uses the keyboard alone must not be held.
  Table.extend({
    addKeyboardShortcuts() {
      return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell() };
    },
  }),
  TableRow, kept(TableHeader, "scope", "class"), kept(TableCell, "class"),
];

const align = (name) => (editor) =>
  editor.chain().focus().setParagraph()
    .updateAttributes("paragraph", { class: editor.isActive("paragraph", { class: name }) ? null : name }).run();

const link = (editor, words) => {
  const before = editor.getAttributes("link").href || "https://";
  const href = window.prompt(words, before);
  if (href === null) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (href.trim()) chain.setLink({ href: href.trim() }).run();
  else chain.unsetLink().run();
};

// Each tool: its name in the labels that the page brings, what it does, whether it is on (null where it cannot be).
const TOOLS = [
  ["paragraph", (e) => e.chain().focus().setParagraph().run(), (e) => e.isActive("paragraph", { class: null })],
  ["one", (e) => e.chain().focus().toggleHeading({ level: 2 }).run(), (e) => e.isActive("heading", { level: 2 })],
  ["two", (e) => e.chain().focus().toggleHeading({ level: 3 }).run(), (e) => e.isActive("heading", { level: 3 })],
  ["to", align("to"), (e) => e.isActive("paragraph", { class: "to" })],
  ["sign", align("sign"), (e) => e.isActive("paragraph", { class: "sign" })],
  ["bold", (e) => e.chain().focus().toggleBold().run(), (e) => e.isActive("bold")],
  ["bullets", (e) => e.chain().focus().toggleBulletList().run(), (e) => e.isActive("bulletList")],
  ["numbers", (e) => e.chain().focus().toggleOrderedList().run(), (e) => e.isActive("orderedList")],
  ["link", (e, words) => link(e, words.address), (e) => e.isActive("link")],
  ["table", (e) => e.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), null],
  ["row", (e) => e.chain().focus().addRowAfter().run(), null, true],
  ["column", (e) => e.chain().focus().addColumnAfter().run(), null, true],
  ["norow", (e) => e.chain().focus().deleteRow().run(), null, true],
  ["nocolumn", (e) => e.chain().focus().deleteColumn().run(), null, true],
  ["undo", (e) => e.chain().focus().undo().run(), null],
  ["redo", (e) => e.chain().focus().redo().run(), null],
];

// One stop for the Tab key; the arrow keys go from tool to tool, Escape back to the text.
function walk(bar, editor) {
  const shown = () => [...bar.children].filter((button) => !button.hidden);
  const stop = (button) => {
    for (const one of bar.children) one.tabIndex = one === button ? 0 : -1;
    return button;
  };
  const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  stop(bar.firstChild);
  bar.addEventListener("focusin", (event) => stop(event.target));
  bar.addEventListener("keydown", (event) => {
    const tools = shown();
    const at = tools.indexOf(document.activeElement);
    if (event.key === "Escape") editor.view.focus();
    else if (event.key === "Home") tools[0].focus();
    else if (event.key === "End") tools.at(-1).focus();
    else if (event.key in KEYS) tools.at((at + KEYS[event.key]) % tools.length).focus();
    else return;
    event.preventDefault();
  });
  // A tool for tables that goes out of sight hands its stop on.
  return () => {
    if (!shown().some((button) => button.tabIndex === 0)) stop(bar.firstChild);
    return shown().find((button) => button.tabIndex === 0);
  };
}

const letters = (text) => text.replace(/\s+/g, "");

function begin(place) {
  const textarea = place.querySelector("textarea");
  const hidden = place.closest("form").elements.html;
  const template = place.querySelector("template");
  const words = place.dataset;
  const label = place.querySelector("label");
  const box = document.createElement("div");
  box.className = "doc paper rich";
  const hint = place.querySelector(".hint");
  const described = ["aria-describedby", "aria-invalid"].filter((name) => textarea.hasAttribute(name));
  let toTools = () => {};
  const editor = new Editor({
    element: box,
    extensions: EXTENSIONS,
    content: template.innerHTML,
    injectCSS: false, // our policy lets no script bring styles
    editorProps: {
      attributes: {
        role: "textbox", "aria-multiline": "true", "aria-label": label.textContent, id: `${textarea.id}_rich`,
        ...Object.fromEntries(described.map((name) => [name, textarea.getAttribute(name)])),
      },
      handleKeyDown(view, event) {
        if (event.key !== "Escape" && !(event.altKey && event.key === "F10")) return false;
        toTools();
        return true;
      },
    },
  });
  // Whatever the editor would drop (a caption, merged cells it cannot hold) stays safe in the plain field.
  if (letters(editor.getText()) !== letters(template.content.textContent)) {
    editor.destroy();
    return;
  }
  const bar = document.createElement("div");
  bar.className = "tools-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.bar);
  const buttons = TOOLS.map(([name, act, on, inTable]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[name];
    button.addEventListener("click", () => act(editor, words));
    bar.append(button);
    return [button, on, inTable];
  });
  const current = walk(bar, editor);
  const show = () => {
    for (const [button, on, inTable] of buttons) {
      if (on) button.setAttribute("aria-pressed", String(on(editor)));
      button.hidden = Boolean(inTable) && !editor.isActive("table");
    }
    current();
  };
  editor.on("transaction", show);
  show();
  toTools = () => current().focus();
  textarea.hidden = true;
  textarea.before(bar, box);
  label.htmlFor = `${textarea.id}_rich`;
  if (hint) hint.textContent = words.keys;
  for (const link of document.querySelectorAll(`a[href="#${textarea.id}"]`)) link.hash = `#${textarea.id}_rich`;
  const begun = editor.getHTML();
  place.closest("form").addEventListener("submit", () => {
    // An untouched text goes back as it came: the plain field still holds it.
    hidden.value = editor.getHTML() === begun && !hidden.value ? "" : editor.getHTML();
  });
}

document.querySelectorAll("[data-rich]").forEach(begin);
// Files may be dropped anywhere on the form that takes them.
document.querySelectorAll("form.drop").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
  });
});
