/** What a line of a quotation, an order or a purchase order costs; most of it is live and absent from the published schemas (halopsa.md 1). */
export const MONEY_OF_LINE = `
  number =1: quantity
  number: price baseprice costprice
  number =0: discount discount_perc
  number ro: net_total tax net_amount profit profit_percentage
  number ro: total_price total_net_total total_costprice total_profit total_tax total_discount
`;
