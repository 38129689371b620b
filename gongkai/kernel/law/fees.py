"""Fees 收费标准: what the k-th item or page costs, in bands; the sums that a source works out are checked at load."""

from typing import Literal

from pydantic import Field, model_validator

from gongkai.kernel.law.dated import Entry, Sourced


class Band(Entry):
    """The price in yuan of each unit up to a number of units; without `to`, of all that follow."""

    to: int | None = Field(default=None, gt=0)
    price: int = Field(ge=0)


class Rise(Entry):
    """Beyond the last band each further `every` units cost `by` yuan more than those before, a unit each."""

    every: int = Field(gt=0)
    by: int = Field(gt=0)


class FeeVersion(Sourced):
    """A scale between two dates. sums: pairs of a number of units and the whole price that a source gives."""

    bands: list[Band] = Field(min_length=1)
    rises: Rise | None = None
    sums: list[list[int]] = []

    @model_validator(mode="after")
    def _is_a_scale(self) -> "FeeVersion":
        ends = [band.to for band in self.bands]
        bounded = [end for end in ends if end is not None]
        if bounded != sorted(set(bounded)) or None in ends[:-1]:
            raise ValueError("各档的 to 须由小到大，只有最后一档可以不写。")
        if (ends[-1] is None) == (self.rises is not None):
            raise ValueError("超出最后一档的部分须有价格：最后一档不写 to，或者写明 rises，二者取一。")
        for pair in self.sums:
            if len(pair) != 2:
                raise ValueError(f"sums 中的{pair}应写作 [数量, 金额]。")
            if self.amount(pair[0]) != pair[1]:
                raise ValueError(
                    f"按此标准，{pair[0]}个单位应收{self.amount(pair[0])}元，与 sums 所写的{pair[1]}元不符。"
                )
        return self

    def amount(self, units: int) -> int:
        """The price of so many units together, in yuan."""
        total = done = price = 0
        for band in self.bands:
            price = band.price
            last = units if band.to is None else min(units, band.to)
            total += max(0, last - done) * price
            done = max(done, last)
        while self.rises and done < units:
            price += self.rises.by
            step = min(self.rises.every, units - done)
            total, done = total + step * price, done + step
        return total


class FeeEntry(Entry):
    """A way to charge. counts: what is added up before the scale is applied, in Chinese."""

    title: str = Field(min_length=1)
    unit: Literal["件", "页"]
    counts: str = Field(min_length=1)
    versions: list[FeeVersion] = Field(min_length=1)
