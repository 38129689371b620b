"""UI 界面部件: base templates, components, the stylesheet, response headers; no pages of its own."""
