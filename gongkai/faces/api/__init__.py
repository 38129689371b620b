"""API 开放接口: JSON under /api/v1/, described by OpenAPI; public and read-only."""
