"""Credit 信用报送: records as the credit platform takes them, in its columns; only what is public goes there."""

from gongkai.affairs.registers.models import Record
from gongkai.kernel.law.register_law import Register


def credit_columns(register: Register) -> dict[str, str]:
    """Code → title of what goes to the credit platform, in the order of the schema; none for other registers."""
    if register.credit is None:
        return {}
    found = {column.code: column.title for column in register.public if column.code}
    return {**found, register.credit.agency: "机关", register.credit.agency_code: "机关统一社会信用代码"}


def credit_row(register: Register, record: Record) -> dict[str, str]:
    """A published record in these columns. Raises ValueError for a register that goes nowhere."""
    if register.credit is None:
        raise ValueError(f"The register {register.id!r} names no credit platform.")
    found = {column.code: record.shown.get(column.id, "") for column in register.public if column.code}
    return {
        **found,
        register.credit.agency: record.agency.name,
        register.credit.agency_code: record.agency.credit_code or "",
    }
